package io.auditrules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.catalogue.cluster.AuditProfile;
import io.auditrules.event.Entry;
import io.auditrules.json.JsonReader;
import io.auditrules.scenario.Body;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuietDayTest {
    static final int START_ = 1;

    @Test
    void counts() {
        for (int i = 0; i < 2; i++) {
            long begin = System.nanoTime();
            QuietDay.Lines lines = new QuietDay(
                            1, i == 0 ? AuditProfile.DEFAULT : AuditProfile.WRITE_REQUEST_BODIES, Body.AUDIT)
                    .lines();
            Map<String, Integer> users = new TreeMap<>();
            Map<String, Integer> what = new TreeMap<>();
            long bytes = 0;
            int count = 0;
            for (Entry entry = lines.next(); entry != null; entry = lines.next()) {
                count++;
                bytes += entry.line().length();
                Object read = null;
                try {
                    read = JsonReader.read(entry.line());
                } catch (IllegalArgumentException e) {
                    users.merge(
                            "broken "
                                    + entry.line()
                                            .substring(
                                                    0, Math.min(20, entry.line().length())),
                            1,
                            Integer::sum);
                }
                if (read instanceof Map<?, ?> event && event.get("user") instanceof Map<?, ?> user) {
                    users.merge(user.get("username") + "", 1, Integer::sum);
                    what.merge(
                            event.get("verb") + " "
                                    + (event.get("objectRef") instanceof Map<?, ?> ref
                                            ? ref.get("resource") + "/" + ref.get("subresource")
                                            : ""),
                            1,
                            Integer::sum);
                }
            }
            System.out.println(
                    count + " lines, " + (bytes >> 20) + " MB, " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            if (i == 0) {
                users.forEach((k, v) -> System.out.println(v + " " + k));
                what.forEach((k, v) -> System.out.println(v + " " + k));
            }
        }
        assertThat(START_).isPositive();
    }
}
