package io.auditrules.rule;

import io.auditrules.diagnostic.IllegalValueException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where people look further: base addresses, without a slash at the end, to which annotations of alerts add a path.
 *
 * @param console of the OpenShift console
 * @param grafana of Grafana
 * @param datasource the uid of the Loki in that Grafana
 * @param runbooks where a page for each alert lies
 */
public record Links(
        Optional<String> console, Optional<String> grafana, Optional<String> datasource, Optional<String> runbooks) {
    /** No links. */
    public static final Links NONE = new Links(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?");
    /** What Grafana takes as uid of a data source. */
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    public Links {
        console = console.map(Links::address);
        grafana = grafana.map(Links::address);
        datasource.ifPresent(Links::checkDatasource);
        runbooks = runbooks.map(Links::address);
        if (datasource.isPresent() && grafana.isEmpty()) {
            throw new IllegalValueException(
                    "a data source without the Grafana that has it leads nowhere", "add grafana, or delete datasource");
        }
    }

    /**
     * The address without slashes at its end.
     *
     * @throws IllegalValueException if a path cannot be added to it
     */
    public static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalValueException(
                    "\"" + text + "\" is not a base address",
                    "write scheme, host and perhaps a path, such as https://grafana.example.com; no query, no fragment");
        }
        return text.replaceAll("/+$", "");
    }

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalValueException if Grafana has no such uid
     */
    public static void checkDatasource(String uid) {
        if (!UID.matcher(uid).matches()) {
            throw new IllegalValueException(
                    "\"" + uid + "\" cannot be the uid of a data source",
                    "letters, digits, - and _ are legal, up to 40 of them; Grafana shows it in the address of the data source");
        }
    }
}
