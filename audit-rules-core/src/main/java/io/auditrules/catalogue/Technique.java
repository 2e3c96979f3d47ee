package io.auditrules.catalogue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A technique of MITRE ATT&amp;CK for enterprises, version {@value #ATTACK_VERSION}.
 *
 * @param id such as {@code T1552.007}
 * @param name a sub-technique's own, without that of its technique
 * @param tactics what it serves
 */
record Technique(String id, String name, List<Tactic> tactics) {
    static final String ATTACK_VERSION = "18";

    /** What an intruder is after, in ATT&amp;CK's order. */
    enum Tactic {
        RECONNAISSANCE("reconnaissance", "Reconnaissance"),
        RESOURCE_DEVELOPMENT("resource-development", "Resource Development"),
        INITIAL_ACCESS("initial-access", "Initial Access"),
        EXECUTION("execution", "Execution"),
        PERSISTENCE("persistence", "Persistence"),
        PRIVILEGE_ESCALATION("privilege-escalation", "Privilege Escalation"),
        DEFENSE_EVASION("defense-evasion", "Defense Evasion"),
        CREDENTIAL_ACCESS("credential-access", "Credential Access"),
        DISCOVERY("discovery", "Discovery"),
        LATERAL_MOVEMENT("lateral-movement", "Lateral Movement"),
        COLLECTION("collection", "Collection"),
        COMMAND_AND_CONTROL("command-and-control", "Command and Control"),
        EXFILTRATION("exfiltration", "Exfiltration"),
        IMPACT("impact", "Impact");

        private final String id;
        private final String title;

        Tactic(String id, String title) {
            this.id = id;
            this.title = title;
        }

        String title() {
            return title;
        }

        private static Tactic of(String id) {
            return Arrays.stream(values())
                    .filter(tactic -> tactic.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("ATT&CK has no tactic " + id));
        }
    }

    private static final class Known {
        static final Map<String, Technique> BY_ID = read();

        private static Map<String, Technique> read() {
            Map<String, Technique> techniques = new LinkedHashMap<>();
            for (List<String> row : Resource.rows(Resource.text("attack.tsv"), 3)) {
                techniques.put(
                        row.get(0),
                        new Technique(
                                row.get(0),
                                row.get(1),
                                Arrays.stream(row.get(2).split(" "))
                                        .map(Tactic::of)
                                        .toList()));
            }
            return techniques;
        }
    }

    Technique {
        tactics = List.copyOf(tactics);
    }

    /** All that detections name, and the techniques of their sub-techniques, sorted by id. */
    static List<Technique> all() {
        return List.copyOf(Known.BY_ID.values());
    }

    /** The technique with an id that a detection names. */
    static Technique of(String id) {
        Technique technique = Known.BY_ID.get(id);
        if (technique == null) {
            throw new IllegalStateException("attack.tsv lacks " + id);
        }
        return technique;
    }

    /** The technique that this is a kind of. */
    Optional<Technique> parent() {
        int dot = id.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(of(id.substring(0, dot)));
    }

    /** As ATT&amp;CK writes it: {@code Unsecured Credentials: Container API}. */
    String fullName() {
        return parent().map(parent -> parent.name() + ": ").orElse("") + name;
    }

    /** Its page. */
    String address() {
        return "https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/";
    }
}
