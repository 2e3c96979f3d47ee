package io.auditrules.prerequisite;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which API groups Kubernetes 1.36 and OpenShift 4.22 serve a resource, or served it in releases that are in use
 * (kubernetes/kubernetes, openshift/api). A collector's filter names the group of each resource, conditions often do not.
 */
final class ApiGroups {
    private ApiGroups() {}

    private static final Map<String, Set<String>> BY_RESOURCE = new HashMap<>();

    static {
        serves(
                "",
                "bindings componentstatuses configmaps endpoints events limitranges namespaces nodes"
                        + " persistentvolumeclaims persistentvolumes pods podtemplates replicationcontrollers"
                        + " resourcequotas secrets serviceaccounts services users groups");
        serves(
                "admissionregistration.k8s.io",
                "mutatingwebhookconfigurations validatingwebhookconfigurations validatingadmissionpolicies"
                        + " validatingadmissionpolicybindings mutatingadmissionpolicies mutatingadmissionpolicybindings");
        serves("apiextensions.k8s.io", "customresourcedefinitions");
        serves("apiregistration.k8s.io", "apiservices");
        serves("apps", "controllerrevisions daemonsets deployments replicasets statefulsets");
        serves("authentication.k8s.io", "selfsubjectreviews tokenreviews tokenrequests userextras uids");
        serves(
                "authorization.k8s.io",
                "localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews");
        serves("autoscaling", "horizontalpodautoscalers");
        serves("batch", "cronjobs jobs");
        serves("certificates.k8s.io", "certificatesigningrequests clustertrustbundles podcertificaterequests signers");
        serves("coordination.k8s.io", "leases leasecandidates");
        serves("discovery.k8s.io", "endpointslices");
        serves("events.k8s.io", "events");
        serves("extensions", "daemonsets deployments ingresses networkpolicies podsecuritypolicies replicasets");
        serves("flowcontrol.apiserver.k8s.io", "flowschemas prioritylevelconfigurations");
        serves("metrics.k8s.io", "nodes pods");
        serves("networking.k8s.io", "ingressclasses ingresses ipaddresses networkpolicies servicecidrs");
        serves("node.k8s.io", "runtimeclasses");
        serves("policy", "poddisruptionbudgets podsecuritypolicies");
        serves("rbac.authorization.k8s.io", "clusterrolebindings clusterroles rolebindings roles");
        serves("resource.k8s.io", "deviceclasses resourceclaims resourceclaimtemplates resourceslices");
        serves("scheduling.k8s.io", "priorityclasses");
        serves(
                "storage.k8s.io",
                "csidrivers csinodes csistoragecapacities storageclasses volumeattachments volumeattributesclasses");
        serves("storagemigration.k8s.io", "storageversionmigrations");

        serves(
                "authorization.openshift.io",
                "clusterrolebindings clusterroles localresourceaccessreviews localsubjectaccessreviews"
                        + " resourceaccessreviews rolebindingrestrictions rolebindings roles selfsubjectrulesreviews"
                        + " subjectaccessreviews subjectrulesreviews");
        serves("apps.openshift.io", "deploymentconfigs");
        serves("build.openshift.io", "buildconfigs builds");
        serves(
                "image.openshift.io",
                "images imagesignatures imagestreamimages imagestreamimports imagestreammappings imagestreams"
                        + " imagestreamtags imagetags");
        serves(
                "oauth.openshift.io",
                "oauthaccesstokens oauthauthorizetokens oauthclientauthorizations oauthclients tokenreviews"
                        + " useroauthaccesstokens");
        serves("project.openshift.io", "projectrequests projects");
        serves("quota.openshift.io", "appliedclusterresourcequotas clusterresourcequotas");
        serves("route.openshift.io", "routes");
        serves(
                "security.openshift.io",
                "podsecuritypolicyreviews podsecuritypolicyselfsubjectreviews podsecuritypolicysubjectreviews"
                        + " rangeallocations securitycontextconstraints");
        serves("security.internal.openshift.io", "rangeallocations");
        serves("template.openshift.io", "brokertemplateinstances processedtemplates templateinstances templates");
        serves("user.openshift.io", "groups identities useridentitymappings users");
        serves(
                "config.openshift.io",
                "apiservers authentications backups builds clusterimagepolicies clusteroperators clusterversions"
                        + " consoles dnses featuregates imagecontentpolicies imagedigestmirrorsets imagepolicies images"
                        + " imagetagmirrorsets infrastructures ingresses networks nodes oauths operatorhubs projects"
                        + " proxies schedulers");
        serves(
                "operator.openshift.io",
                "authentications cloudcredentials clustercsidrivers configs consoles csisnapshotcontrollers"
                        + " dnses etcdbackups etcds imagecontentsourcepolicies ingresscontrollers insightsoperators"
                        + " kubeapiservers kubecontrollermanagers kubeschedulers kubestorageversionmigrators"
                        + " machineconfigurations networks openshiftapiservers openshiftcontrollermanagers servicecas"
                        + " storages");
        serves("imageregistry.operator.openshift.io", "configs imagepruners");
        serves(
                "machineconfiguration.openshift.io",
                "containerruntimeconfigs controllerconfigs kubeletconfigs machineconfignodes machineconfigpools"
                        + " machineconfigs machineosbuilds machineosconfigs pinnedimagesets");
        serves("machine.openshift.io", "controlplanemachinesets machinehealthchecks machines machinesets");
        serves("console.openshift.io", "consoleclidownloads consolelinks consolenotifications consoleplugins");
        serves("logging.openshift.io", "clusterlogforwarders clusterloggings logfilemetricexporters");
        serves("observability.openshift.io", "clusterlogforwarders");
        serves("loki.grafana.com", "alertingrules lokistacks recordingrules rulerconfigs");
        serves(
                "monitoring.coreos.com",
                "alertmanagerconfigs alertmanagers podmonitors prometheuses prometheusrules" + " servicemonitors");
        serves(
                "operators.coreos.com",
                "catalogsources clusterserviceversions installplans operatorgroups" + " operators subscriptions");
    }

    private static void serves(String apiGroup, String resources) {
        for (String resource : resources.split(" ", -1)) {
            BY_RESOURCE.computeIfAbsent(resource, key -> new TreeSet<>()).add(apiGroup);
        }
    }

    /** The groups that serve a resource of this name; empty if none is known. */
    static Set<String> of(String resource) {
        return BY_RESOURCE.getOrDefault(resource, Set.of());
    }
}
