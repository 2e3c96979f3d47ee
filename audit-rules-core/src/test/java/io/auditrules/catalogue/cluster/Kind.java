package io.auditrules.catalogue.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A kind of object in the API.
 *
 * @param name as in a manifest
 * @param isAggregated served by the API servers of OpenShift behind the kube-apiserver, which logs it too
 */
record Kind(String group, String version, String resource, String name, boolean isAggregated) {
    private static final Map<String, Kind> ALL = new HashMap<>();

    static {
        add(
                "",
                "v1",
                "pods Pod, services Service, endpoints Endpoints, configmaps ConfigMap, secrets Secret,"
                        + " serviceaccounts ServiceAccount, nodes Node, namespaces Namespace, events Event,"
                        + " persistentvolumes PersistentVolume, persistentvolumeclaims PersistentVolumeClaim,"
                        + " resourcequotas ResourceQuota, limitranges LimitRange,"
                        + " replicationcontrollers ReplicationController");
        add(
                "apps",
                "v1",
                "deployments Deployment, replicasets ReplicaSet, daemonsets DaemonSet,"
                        + " statefulsets StatefulSet, controllerrevisions ControllerRevision");
        add("batch", "v1", "jobs Job, cronjobs CronJob");
        add("autoscaling", "v2", "horizontalpodautoscalers HorizontalPodAutoscaler");
        add("policy", "v1", "poddisruptionbudgets PodDisruptionBudget");
        add("coordination.k8s.io", "v1", "leases Lease");
        add("discovery.k8s.io", "v1", "endpointslices EndpointSlice");
        add("networking.k8s.io", "v1", "networkpolicies NetworkPolicy, ingresses Ingress");
        add(
                "rbac.authorization.k8s.io",
                "v1",
                "roles Role, rolebindings RoleBinding, clusterroles ClusterRole,"
                        + " clusterrolebindings ClusterRoleBinding");
        add("authentication.k8s.io", "v1", "tokenreviews TokenReview");
        add(
                "authorization.k8s.io",
                "v1",
                "subjectaccessreviews SubjectAccessReview,"
                        + " selfsubjectaccessreviews SelfSubjectAccessReview, selfsubjectrulesreviews SelfSubjectRulesReview,"
                        + " localsubjectaccessreviews LocalSubjectAccessReview");
        add("certificates.k8s.io", "v1", "certificatesigningrequests CertificateSigningRequest");
        add(
                "admissionregistration.k8s.io",
                "v1",
                "validatingwebhookconfigurations ValidatingWebhookConfiguration,"
                        + " mutatingwebhookconfigurations MutatingWebhookConfiguration");
        add("apiextensions.k8s.io", "v1", "customresourcedefinitions CustomResourceDefinition");
        add("apiregistration.k8s.io", "v1", "apiservices APIService");
        add(
                "storage.k8s.io",
                "v1",
                "volumeattachments VolumeAttachment, csinodes CSINode, storageclasses StorageClass");
        add("scheduling.k8s.io", "v1", "priorityclasses PriorityClass");
        add("metrics.k8s.io", "v1beta1", "podmetrics PodMetrics");
        add(
                "config.openshift.io",
                "v1",
                "clusteroperators ClusterOperator, clusterversions ClusterVersion,"
                        + " apiservers APIServer, oauths OAuth, infrastructures Infrastructure, networks Network,"
                        + " proxies Proxy, featuregates FeatureGate, authentications Authentication");
        add(
                "operator.openshift.io",
                "v1",
                "kubeapiservers KubeAPIServer, etcds Etcd, dnses DNS, storages Storage,"
                        + " ingresscontrollers IngressController, consoles Console");
        add("security.openshift.io", "v1", "securitycontextconstraints SecurityContextConstraints");
        add("machine.openshift.io", "v1beta1", "machines Machine, machinesets MachineSet");
        add(
                "machineconfiguration.openshift.io",
                "v1",
                "machineconfigpools MachineConfigPool," + " machineconfigs MachineConfig");
        add("monitoring.coreos.com", "v1", "prometheusrules PrometheusRule, servicemonitors ServiceMonitor");
        add(
                "operators.coreos.com",
                "v1alpha1",
                "clusterserviceversions ClusterServiceVersion,"
                        + " installplans InstallPlan, subscriptions Subscription, catalogsources CatalogSource");
        add("loki.grafana.com", "v1", "lokistacks LokiStack, alertingrules AlertingRule");
        add("observability.openshift.io", "v1", "clusterlogforwarders ClusterLogForwarder");
        add("argoproj.io", "v1alpha1", "applications Application, appprojects AppProject");
        add("tekton.dev", "v1", "pipelineruns PipelineRun, taskruns TaskRun");
        add("k8s.ovn.org", "v1", "egressfirewalls EgressFirewall");
        add("k8s.cni.cncf.io", "v1", "network-attachment-definitions NetworkAttachmentDefinition");
        add(
                "controlplane.operator.openshift.io",
                "v1alpha1",
                "podnetworkconnectivitychecks PodNetworkConnectivityCheck");
        aggregated("route.openshift.io", "routes Route");
        aggregated(
                "image.openshift.io",
                "imagestreams ImageStream, images Image,"
                        + " imagestreammappings ImageStreamMapping, imagestreamimports ImageStreamImport");
        aggregated("build.openshift.io", "builds Build, buildconfigs BuildConfig");
        aggregated("apps.openshift.io", "deploymentconfigs DeploymentConfig");
        aggregated("project.openshift.io", "projects Project, projectrequests ProjectRequest");
        aggregated(
                "user.openshift.io",
                "users User, groups Group, identities Identity," + " useridentitymappings UserIdentityMapping");
        aggregated(
                "oauth.openshift.io",
                "oauthclients OAuthClient, oauthaccesstokens OAuthAccessToken,"
                        + " oauthauthorizetokens OAuthAuthorizeToken");
    }

    private static void add(String group, String version, String kinds) {
        add(group, version, kinds, false);
    }

    private static void aggregated(String group, String kinds) {
        add(group, "v1", kinds, true);
    }

    private static void add(String group, String version, String kinds, boolean isAggregated) {
        for (String kind : kinds.split(", *", -1)) {
            String[] names = kind.split(" ", -1);
            ALL.put(names[0], new Kind(group, version, names[0], names[1], isAggregated));
        }
    }

    /** The kind whose objects are listed under a name. */
    static Kind of(String resource) {
        return Objects.requireNonNull(ALL.get(resource), () -> "no kind has the resource " + resource);
    }

    /** As a manifest says it. */
    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Where the API has it. */
    String path() {
        return (group.isEmpty() ? "/api/" : "/apis/" + group + "/") + version;
    }
}
