package io.auditrules.alertmanager;

import static io.auditrules.alertmanager.ValueCheck.ANY;
import static io.auditrules.alertmanager.ValueCheck.TEXT;
import static io.auditrules.alertmanager.ValueCheck.TEXTS;
import static io.auditrules.alertmanager.ValueCheck.TRUTH;
import static io.auditrules.alertmanager.ValueCheck.URL;

import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.yaml.YamlScalar;

/** The HTTP client that most integrations share: {@code HTTPClientConfig} of prometheus/common 0.70. */
final class HttpSchemas {
    static final Schema TLS = Schema.builder()
            .keys(TEXT, "ca", "ca_file", "ca_ref", "cert", "cert_file", "cert_ref", "key_ref", "server_name")
            .keys(TEXT, "min_version", "max_version")
            .keys(TRUTH, "insecure_skip_verify")
            .secret("key", "key_file", "0.22")
            .atMostOneOf("ca", "ca_file", "ca_ref")
            .atMostOneOf("cert", "cert_file", "cert_ref")
            .build();

    private static final Schema BASIC_AUTH = Schema.builder()
            .keys(TEXT, "username", "username_file", "username_ref", "password_ref")
            .secret("password", "password_file", "0.22")
            .atMostOneOf("username", "username_file", "username_ref")
            .build();

    private static final Schema AUTHORIZATION = Schema.builder()
            .keys(
                    (key, node, problems) -> {
                        TEXT.check(key, node, problems);
                        if (node instanceof YamlScalar scalar
                                && scalar.text().strip().equalsIgnoreCase("basic")) {
                            problems.add(
                                    node.place(),
                                    new IllegalValueException("\"type\" cannot be \"Basic\"", "use basic_auth"));
                        }
                    },
                    "type")
            .secret("credentials", "credentials_file", "0.22")
            .keys(TEXT, "credentials_ref")
            .build();

    private static final Schema OAUTH2 = Schema.builder()
            .keys(TEXT, "client_id", "client_secret_ref", "client_certificate_key_id", "client_certificate_key_file")
            .keys(TEXT, "client_certificate_key_ref", "grant_type", "signature_algorithm", "iss", "audience")
            .secret("client_secret", "client_secret_file", "0.22")
            .secretWithoutFile("client_certificate_key")
            .keys(TEXTS, "scopes")
            .keys(URL, "token_url", "proxy_url")
            .keys(TEXT, "no_proxy")
            .keys(TRUTH, "proxy_from_environment")
            .keys(ANY, "endpoint_params", "claims", "proxy_connect_header")
            .keys(TLS, "tls_config")
            .needs("client_id")
            .needs("token_url")
            .build();

    static final Schema HTTP = Schema.builder()
            .keys(BASIC_AUTH, "basic_auth")
            .keys(AUTHORIZATION, "authorization")
            .keys(OAUTH2, "oauth2")
            .secret("bearer_token", "bearer_token_file", "0.22")
            .keys(TLS, "tls_config")
            .keys(TRUTH, "follow_redirects", "enable_http2", "proxy_from_environment")
            .keys(URL, "proxy_url")
            .keys(TEXT, "no_proxy")
            .keys(ANY, "proxy_connect_header", "http_headers")
            .atMostOneOf("basic_auth", "authorization", "oauth2", "bearer_token", "bearer_token_file")
            .build();

    private HttpSchemas() {}
}
