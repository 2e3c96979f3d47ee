package io.auditrules.report;

import io.auditrules.diagnostic.Visible;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a template shows, as a template takes it: records of this package become maps, to any depth. */
final class ViewData {
    private ViewData() {}

    /** A record with texts, numbers, truths, records, and lists of these; texts are made visible, line by line. */
    static Map<String, Object> of(Record view) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : view.getClass().getRecordComponents()) {
            try {
                map.put(component.getName(), value(component.getAccessor().invoke(view)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return map;
    }

    private static Object value(Object value) {
        if (value instanceof Record view) {
            return of(view);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ViewData::value).toList();
        }
        return value instanceof String text ? text.lines().map(Visible::line).collect(Collectors.joining("\n")) : value;
    }
}
