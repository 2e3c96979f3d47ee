package io.auditrules.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Detections of the catalogue that are used together. */
public enum Pack {
    ESSENTIAL("what hardly ever happens on a healthy cluster; used where a project defines no rule"),
    ACCESS("who gets in and what they run: authentication, anonymous and denied requests, commands in containers"),
    RBAC("who is given which rights"),
    WORKLOAD("what pods may do to their node, where they run and what they are made of"),
    SECRETS("secrets, tokens, certificates and acting in the name of others"),
    IMPACT("what is destroyed or redirected: deletions, networks, admission, nodes"),
    ACTIVITY("what is created and deleted every day, for those who must keep a record"),
    OPENSHIFT("what only OpenShift has: logins, OAuth, security context constraints, machine configuration"),
    HEALTH("whether the audit log and the alerts themselves are alive");

    private final String description;

    Pack(String description) {
        this.description = description;
    }

    /** What it is for, in half a sentence. */
    public String description() {
        return description;
    }

    /** The pack that definitions write so; empty if there is none. */
    public static Optional<Pack> find(String text) {
        return Arrays.stream(values())
                .filter(pack -> pack.toString().equals(text))
                .findFirst();
    }

    /** All, as definitions write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Pack::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
