package io.auditrules.rule;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What detections take as expected at a site.
 *
 * @param parameters the values of each parameter; the default ones of a parameter that is left out
 */
public record Site(Map<SiteParameter, List<String>> parameters) {
    /** What is expected of a cluster of which nothing is known. */
    public static final Site DEFAULT = new Site(Map.of());

    public Site {
        Map<SiteParameter, List<String>> all = new EnumMap<>(SiteParameter.class);
        for (SiteParameter parameter : SiteParameter.values()) {
            List<String> values = parameters.getOrDefault(parameter, parameter.defaults());
            values.forEach(parameter::check);
            all.put(parameter, values.stream().distinct().toList());
        }
        parameters = Collections.unmodifiableMap(all);
    }

    /** The values of a parameter, in order and without repetition. */
    public List<String> valuesOf(SiteParameter parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    /**
     * The same site with other values for a parameter.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if a value is not one that can be
     */
    public Site with(SiteParameter parameter, List<String> values) {
        Map<SiteParameter, List<String>> changed = new EnumMap<>(parameters);
        changed.put(parameter, values);
        return new Site(changed);
    }

    /**
     * The same site with further values for a parameter.
     *
     * @throws io.auditrules.diagnostic.IllegalValueException if a value is not one that can be
     */
    public Site adding(SiteParameter parameter, List<String> values) {
        return with(
                parameter,
                Stream.concat(valuesOf(parameter).stream(), values.stream()).toList());
    }
}
