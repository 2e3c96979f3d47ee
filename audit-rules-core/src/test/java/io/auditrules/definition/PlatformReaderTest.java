package io.auditrules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.rule.Audit;
import io.auditrules.rule.AuditProfile;
import io.auditrules.rule.Links;
import io.auditrules.rule.Metrics;
import io.auditrules.rule.Platform;
import io.auditrules.rule.Site;
import io.auditrules.rule.SiteParameter;
import io.auditrules.yaml.YamlMapping;
import io.auditrules.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a site says of itself, as it is read. */
class PlatformReaderTest {

    @Test
    void nothingIsAssumedOfASiteThatSaysNothing() {
        Platform platform = read("");

        assertThat(platform.audit()).isEqualTo(Audit.UNSTATED);
        assertThat(platform.site()).isEqualTo(Site.DEFAULT);
        assertThat(platform.links()).isEqualTo(Links.NONE);
    }

    @Test
    void readsWhatTheClusterRecords() {
        assertThat(read("audit: {profile: WriteRequestBodies, unmet: error}").audit())
                .isEqualTo(new Audit(Optional.of(AuditProfile.WRITE_REQUEST_BODIES), Audit.Unmet.ERROR));
        assertThat(read("audit: {profile: Metadata}").audit().unmet()).isEqualTo(Audit.Unmet.FALLBACK);
    }

    @Test
    void aListTakesThePlaceOfTheDefaultValues() {
        Site site = read("site: {crownJewelNamespaces: [vault, vault], trustedRegistries: []}")
                .site();

        assertThat(site.valuesOf(SiteParameter.CROWN_JEWEL_NAMESPACES)).containsExactly("vault");
        assertThat(site.valuesOf(SiteParameter.TRUSTED_REGISTRIES)).isEmpty();
        assertThat(site.valuesOf(SiteParameter.KNOWN_NODES)).isEmpty();
        assertThat(site.valuesOf(SiteParameter.SYSTEM_NAMESPACES))
                .isEqualTo(SiteParameter.SYSTEM_NAMESPACES.defaults());
    }

    @Test
    void addedValuesStandBehindTheDefaultOnes() {
        assertThat(read("site: {crownJewelNamespaces: {add: [vault, kube-system]}}")
                        .site()
                        .valuesOf(SiteParameter.CROWN_JEWEL_NAMESPACES))
                .containsExactly(
                        "kube-system", "openshift-config", "openshift-kube-apiserver*", "openshift-etcd", "vault");
    }

    @Test
    void takesAddressesOfBothKinds() {
        assertThat(read("site: {threatNetworks: [192.0.2.1, 192.0.2.0/24, '2001:db8::/32', '::ffff:192.0.2.1']}")
                        .site()
                        .valuesOf(SiteParameter.THREAT_NETWORKS))
                .hasSize(4);
    }

    @Test
    void linksEndWithoutASlash() {
        assertThat(read("links: {grafana: https://grafana.example.com/team/, datasource: loki-1}")
                        .links())
                .isEqualTo(new Links(
                        Optional.empty(),
                        Optional.of("https://grafana.example.com/team"),
                        Optional.of("loki-1"),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"loki: 2.8.3, cortex", "loki: 2.9.10, cortex", "loki: 3.0, loki", "'', loki"})
    void metricsAreCalledAsThisVersionCallsThem(String version, String prefix) {
        assertThat(read(version).metrics().prefix()).isEqualTo(prefix);
    }

    @Test
    void metricsMayBeCalledOtherwise() {
        assertThat(read("metrics: {prefix: cortex}").metrics().prefix()).isEqualTo("cortex");
    }

    @Test
    void aPrometheusWatchesWhereItIsAskedTo() {
        assertThat(read("loki: 2.8.3\nmetrics: {health: true, labels: {release: prometheus}}")
                        .metrics())
                .isEqualTo(new Metrics("cortex", Optional.of(true), Map.of("release", "prometheus")));
        assertThat(read("metrics: {health: false}").metrics().health()).contains(false);
        assertThat(read("").metrics().health()).isEmpty();
    }

    private static Platform read(String keys) {
        Problems problems = new Problems();
        List<YamlMapping> documents = YamlReader.read(
                        new Source("platform.yaml", "kind: Platform\npreset: openshift-logging\n" + keys), problems)
                .stream()
                .map(YamlMapping.class::cast)
                .toList();
        Optional<Platform> platform = new PlatformReader(problems).read(documents.get(0));
        assertThat(problems.list()).isEmpty();
        return platform.orElseThrow();
    }
}
