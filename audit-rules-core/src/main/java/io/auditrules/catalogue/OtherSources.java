package io.auditrules.catalogue;

import io.auditrules.definition.DetectionDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where else something looks for the same, in sets that are not open or not known rule by rule: {@code GD:…}. */
final class OtherSources {
    static final String KEY = "other";
    private static final String OWN = "own";

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("AC", "Red Hat Advanced Cluster Security"),
            Map.entry("CIS", "CIS benchmark for Kubernetes"),
            Map.entry("D", "Stratus Red Team, part of an attack"),
            Map.entry("DD", "Datadog"),
            Map.entry("E", "Elastic, part of a rule"),
            Map.entry("E-AKS", "Elastic for AKS"),
            Map.entry("E-AKS/GKE", "Elastic for AKS and GKE"),
            Map.entry("E-GKE", "Elastic for GKE"),
            Map.entry("E-GKE/AKS", "Elastic for GKE and AKS"),
            Map.entry("E-azure", "Elastic for Azure's activity log"),
            Map.entry("E-azure/AKS", "Elastic for AKS and Azure's activity log"),
            Map.entry("GD", "Amazon GuardDuty"),
            Map.entry("MD", "Microsoft Defender for Containers"),
            Map.entry("NCC", "NCC Group"),
            Map.entry("OF", "OpenShift audit log forensics with jq"),
            Map.entry("PSS baseline", "Pod Security Standards, baseline"),
            Map.entry("S-azure", "Sigma for Azure's activity log"),
            Map.entry("SP", "Splunk"),
            Map.entry("SP(depr)", "Splunk, deprecated"),
            Map.entry("TM", "Microsoft's threat matrix for Kubernetes"));

    private OtherSources() {}

    /** What is looked for there, by where; a place alone has no more to tell. */
    static Map<String, List<String>> of(DetectionDefinition detection) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (String source :
                Optional.ofNullable(detection.guide().sources().get(KEY)).orElse(List.of())) {
            int colon = source.indexOf(':');
            String key = colon < 0 ? source : source.substring(0, colon);
            if (!key.equals(OWN)) {
                List<String> there = sources.computeIfAbsent(
                        Optional.ofNullable(TITLES.get(key)).orElse(key), title -> new ArrayList<>());
                if (colon >= 0) {
                    there.add(source.substring(colon + 1));
                }
            }
        }
        return sources;
    }
}
