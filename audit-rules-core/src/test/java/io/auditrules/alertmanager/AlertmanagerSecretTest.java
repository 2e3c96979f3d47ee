package io.auditrules.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.yaml.YamlWriter;
import org.junit.jupiter.api.Test;

class AlertmanagerSecretTest {
    @Test
    void holdsTheConfigurationAsABlock() {
        String config = Examples.audit().toString();

        assertThat(YamlWriter.write(AlertmanagerSecret.openshift().document(Examples.audit())))
                .isEqualTo("""
                        apiVersion: v1
                        kind: Secret
                        metadata:
                          name: alertmanager-main
                          namespace: openshift-monitoring
                        type: Opaque
                        stringData:
                          alertmanager.yaml: |
                        """ + config.indent(4));
    }

    @Test
    void canHaveAnotherName() {
        assertThat(YamlWriter.write(new AlertmanagerSecret("am", "monitoring").document(Examples.audit())))
                .contains("  name: am\n  namespace: monitoring\n");
    }
}
