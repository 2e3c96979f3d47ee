package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.List;

/** What is in every log: clients with old credentials, scanners, lines that break off, and logs that are no audit events. */
final class Noise {
    private final Cluster cluster;

    Noise(Cluster cluster) {
        this.cluster = cluster;
    }

    void live() {
        Actor stale = Actor.stranger("Go-http-client/2.0", "10.0.1.77");
        cluster.agenda.every(
                Duration.ofSeconds(90),
                () -> cluster.does(stale.does("list", "pods").in("shop").refused(401, "Unauthorized", "Unauthorized")));
        // a load balancer's probe and somebody's bookmark
        Actor probe = Actor.anonymous("curl/7.76.1", "10.0.0.5");
        cluster.agenda.daily(6, () -> cluster.does(probe.fetches("get", "/").forbidden()));
        Actor browser =
                Actor.anonymous("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "10.20.0.48");
        cluster.agenda.atWork(
                2, () -> cluster.does(browser.fetches("get", "/favicon.ico").forbidden()));
        cluster.agenda.daily(40, cluster.log::breakNext);
        audit();
        dropPackets();
    }

    private void audit() {
        cluster.agenda.every(Duration.ofSeconds(40), () -> {
            String stamp = cluster.agenda.now().getEpochSecond() + "." + (100 + cluster.agenda.below(900)) + ":"
                    + cluster.agenda.below(900_000);
            cluster.log.line(
                    "auditd",
                    cluster.agenda.pick(List.of(
                            "type=SERVICE_START msg=audit(" + stamp
                                    + "): pid=1 uid=0 auid=4294967295 ses=4294967295 subj=system_u:system_r:init_t:s0 msg='unit=sysstat-collect comm=\"systemd\" exe=\"/usr/lib/systemd/systemd\" hostname=? addr=? terminal=? res=success'UID=\"root\" AUID=\"unset\"",
                            "type=NETFILTER_CFG msg=audit(" + stamp
                                    + "): table=nat:141 family=2 entries=42 op=nft_register_chain pid=3021 subj=system_u:system_r:container_runtime_t:s0 comm=\"iptables\"",
                            "type=BPF msg=audit(" + stamp + "): prog-id=0 op=UNLOAD")));
        });
    }

    private void dropPackets() {
        cluster.agenda.every(
                Duration.ofMinutes(2),
                () -> cluster.log.line(
                        "ovn",
                        cluster.agenda.now() + "|" + String.format("%05d", cluster.agenda.below(99_999))
                                + "|acl_log(ovn_pinctrl0)|INFO|name=\"NP:shop:deny-by-default:Ingress\", verdict=drop, severity=info, direction=to-lport:"
                                + " tcp,vlan_tci=0x0000,dl_src=0a:58:0a:80:02:0a,dl_dst=0a:58:0a:80:02:0b,nw_src=10.128.2.10,nw_dst=10.128.2.11,nw_tos=0,nw_ecn=0,nw_ttl=64,nw_frag=no,tp_src=48712,tp_dst=8080,tcp_flags=syn"));
    }
}
