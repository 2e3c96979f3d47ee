package io.auditrules.catalogue.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who logs in: the oauth-server logs it as a request without a user, and the token is made by its service account. */
final class Logins {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private static final String LOGIN = "/login/corporate?then=%2Foauth%2Fauthorize%3Fclient_id%3Dconsole&reason=";

    private final Cluster cluster;

    Logins(Cluster cluster) {
        this.cluster = cluster;
    }

    void live() {
        for (String person : List.of("alice", "bob", "carol", "dave")) {
            String address = "10.20.0." + (20 + person.length() * 7);
            cluster.agenda.atWork(
                    4,
                    () -> login(
                            person,
                            BROWSER,
                            address,
                            "/oauth/authorize?client_id=console&code_challenge_method=S256&redirect_uri=https%3A%2F%2Fconsole.apps.ocp.example.com%2Fauth%2Fcallback&response_type=code&scope=user%3Afull&state=9d1c"));
            cluster.agenda.atWork(
                    2,
                    () -> login(
                            person,
                            "Go-http-client/2.0",
                            address,
                            "/oauth/authorize?client_id=openshift-challenging-client&code_challenge_method=S256&redirect_uri=https%3A%2F%2Foauth-openshift.apps.ocp.example.com%2Foauth%2Ftoken%2Fimplicit&response_type=code"));
        }
        // a typo
        cluster.agenda.atWork(4, () -> attempt("carol", BROWSER, "10.20.0.55", LOGIN, "deny"));
        // clients ask where to log in
        Actor asking = Actor.anonymous("Go-http-client/2.0", "10.20.0.41");
        cluster.agenda.atWork(30, () -> cluster.does(asking.fetches("get", "/.well-known/oauth-authorization-server")));
        Actor operator = Actor.anonymous("Go-http-client/1.1", "10.128.0.17");
        cluster.agenda.every(
                Duration.ofMinutes(2),
                () -> cluster.does(operator.fetches("get", "/.well-known/oauth-authorization-server")));
    }

    private void attempt(String person, String agent, String address, String uri, String decision) {
        cluster.does(Actor.anonymous(agent, address)
                .fetches(uri.startsWith("/login") ? "post" : "get", uri)
                .answered(302)
                .note("authentication.openshift.io/decision", decision)
                .note("authentication.openshift.io/username", person));
    }

    private void login(String person, String agent, String address, String uri) {
        Actor server = cluster.pod(
                "openshift-authentication",
                "oauth-openshift",
                Operators.agent("oauth-server"),
                "system:openshift:oauth-openshift");
        String token = "sha256~" + cluster.log.uid().replace("-", "");
        String client = uri.contains("console") ? "console" : "openshift-challenging-client";
        if (client.equals("console")) {
            // the page with the form, of which nobody is the user and which no decision is about
            cluster.does(Actor.anonymous(agent, address).fetches("get", LOGIN));
        }
        attempt(person, agent, address, uri, "allow");
        cluster.agenda.inTurn(
                Duration.ofMillis(60),
                List.of(
                        () -> cluster.does(server.does("get", "oauthclients").named(client)),
                        () -> cluster.does(server.does("get", "identities").named("corporate:" + person)),
                        () -> cluster.does(server.does("get", "users").named(person)),
                        () -> cluster.does(server.does("update", "identities")
                                .named("corporate:" + person)
                                .sending(Bodies.object(
                                        Kind.of("identities"),
                                        "",
                                        "corporate:" + person,
                                        Bodies.of("providerName", "corporate", "user", Bodies.of("name", person))))),
                        () -> cluster.does(server.does("create", "oauthauthorizetokens")
                                .named(token)
                                .sending(tokenBody("oauthauthorizetokens", token, client, person))),
                        () -> cluster.does(
                                server.does("get", "oauthauthorizetokens").named(token)),
                        () -> cluster.does(
                                server.does("delete", "oauthauthorizetokens").named(token)),
                        () -> cluster.does(server.does("create", "oauthaccesstokens")
                                .named(token)
                                .sending(tokenBody("oauthaccesstokens", token, client, person)))));
    }

    private static Map<String, Object> tokenBody(String kind, String token, String client, String person) {
        return Bodies.object(
                Kind.of(kind),
                "",
                token,
                Bodies.of(
                        "clientName", client, "expiresIn", 86_400, "scopes", List.of("user:full"), "userName", person));
    }
}
