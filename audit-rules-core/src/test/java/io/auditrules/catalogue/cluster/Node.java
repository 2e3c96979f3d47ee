package io.auditrules.catalogue.cluster;

/**
 * A machine of the cluster and what runs on it.
 *
 * @param ovn the agent of OVN-Kubernetes
 * @param multus the agent that attaches further networks
 */
record Node(String name, String address, boolean isMaster, Actor kubelet, Actor ovn, Actor multus) {
    static Node of(String name, String address) {
        return new Node(
                name,
                address,
                name.startsWith("master"),
                Actor.kubelet(name, address),
                Actor.nodeAgent("ovn-node", name, address),
                Actor.nodeAgent("multus", name, address));
    }
}
