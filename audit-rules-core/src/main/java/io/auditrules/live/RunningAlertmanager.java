package io.auditrules.live;

import io.auditrules.alertmanager.Receiver;
import io.auditrules.alertmanager.Route;
import io.auditrules.alertmanager.Routing;
import io.auditrules.alertmanager.Settings;
import io.auditrules.diagnostic.IllegalValueException;
import io.auditrules.diagnostic.Place;
import io.auditrules.diagnostic.Problems;
import io.auditrules.diagnostic.Source;
import io.auditrules.files.LentFile;
import io.auditrules.json.JsonReader;
import io.auditrules.json.JsonWriter;
import io.auditrules.yaml.YamlWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Alertmanager that runs and reads a file of ours: it is one scenario's after the other. In between nothing is left of
 * the one before: its alerts are ended, their groups gone, and of whom it was told nothing is remembered under the routes of
 * another. How that comes was seen of Alertmanager 0.25.
 */
final class RunningAlertmanager implements Alertmanagers {
    /** The first line of a file that we may write. */
    static final String HEADER = "# audit-rules may write this file.";

    /** What it does between scenarios. */
    private static final String NOTHING = "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n";

    private static final Pattern GROUPS =
            Pattern.compile("(?m)^alertmanager_dispatcher_aggregation_groups ([0-9.e+]+)$");

    /** A file may take a while to come into a container. */
    private static final Duration UNTIL_READ = Duration.ofSeconds(10);

    private static final Duration UNTIL_ENDED = Duration.ofSeconds(10);
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(10);

    /** It looks for empty groups every 30 s, and a group is not empty before it has waited once. */
    private static final Duration UNTIL_EMPTY = Duration.ofSeconds(75);

    private static final String NAME = "Alertmanager";

    private final URI address;
    private final LentFile config;
    private final URI here;
    private final Http http;
    private final InstantSource clock;
    private final Lock oneAtATime = new ReentrantLock();

    private RunningAlertmanager(URI address, LentFile config, URI here, Http http, InstantSource clock) {
        this.address = address;
        this.config = config;
        this.here = here;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Asks it whether scenarios can be played there.
     *
     * @param here where its notifications are to go
     * @param name one that no scenario has or had
     * @param problems gets all that is in the way
     * @return empty if something is
     */
    static Optional<RunningAlertmanager> at(
            Peer.Running peer,
            URI here,
            Switchboard switchboard,
            String name,
            Http http,
            InstantSource clock,
            Problems problems)
            throws InterruptedException {
        Place place = new Source(peer.address().toString(), "").place();
        Problems found = new Problems();
        Optional<LentFile> file = peer.configuration().flatMap(path -> lent(path, found));
        if (peer.configuration().isEmpty()) {
            found.add(place, "it is not said which file this Alertmanager reads", "name it: " + howTheFileBegins());
        }
        try {
            check(peer.address(), http, place, found);
            if (found.isEmpty()) {
                RunningAlertmanager alertmanager =
                        new RunningAlertmanager(peer.address(), file.orElseThrow(), here, http, clock);
                alertmanager.tryOut(switchboard, name);
                return Optional.of(alertmanager);
            }
        } catch (IllegalValueException e) {
            found.add(place, e);
        } catch (IOException | IllegalArgumentException e) {
            found.add(place, "no Alertmanager answers: " + e, "start it, or name its address");
        }
        found.list().forEach(problems::add);
        return Optional.empty();
    }

    private static String howTheFileBegins() {
        return "a file that may be overwritten, for example\n" + HEADER + "\n" + NOTHING;
    }

    private static Optional<LentFile> lent(Path path, Problems problems) {
        try {
            return Optional.of(LentFile.at(path, HEADER));
        } catch (IllegalValueException e) {
            problems.add(new Source(path.toString(), "").place(), e.message(), howTheFileBegins());
            return Optional.empty();
        }
    }

    private static void check(URI address, Http http, Place place, Problems problems)
            throws IOException, InterruptedException {
        Map<?, ?> cluster =
                Json.object(Json.object(ask(address, http, "/api/v2/status")).get("cluster"));
        boolean alone = Json.objects(cluster.get("peers")).size() <= 1;
        if (!alone || Json.text(cluster.get("status")).equals("settling")) {
            problems.add(
                    place,
                    alone ? "this Alertmanager still looks for others" : "this Alertmanager has others beside it",
                    "start one alone, with --cluster.listen-address=");
        }
        long silences = Json.objects(ask(address, http, "/api/v2/silences")).stream()
                .filter(silence -> !Json.text(Json.object(silence.get("status")).get("state"))
                        .equals("expired"))
                .count();
        if (silences > 0) {
            problems.add(place, "this Alertmanager has silences: " + silences, "let them expire");
        }
        List<Map<?, ?>> alerts = Json.objects(ask(address, http, "/api/v2/alerts"));
        if (!alerts.isEmpty()) {
            problems.add(
                    place,
                    "this Alertmanager has alerts of others, such as "
                            + alerts.get(0).get("labels"),
                    "let nothing else send alerts to it, and wait until it has none: those of a run that was broken off end"
                            + " after a few minutes");
        }
    }

    private static @Nullable Object ask(URI address, Http http, String path) throws IOException, InterruptedException {
        String json = http.get(address.resolve(path), "").text(NAME);
        try {
            return JsonReader.read(json);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " is no JSON: " + json, e);
        }
    }

    /** Lets it tell us something, in which it says where it is reached itself. */
    private void tryOut(Switchboard switchboard, String name) throws IOException, InterruptedException {
        Settings slack = Settings.with("api_url_file", "/slack").and("text", "{{ .ExternalURL }}");
        Routing routing = Routing.root(
                        Route.to(name).groupWait(Duration.ofMillis(1)).build())
                .receivers(Receiver.named(name).slack(slack).build())
                .build();
        Switchboard.Line line = switchboard.line(name);
        try (AlertmanagerPeer peer = engage(routing, name)) {
            line.connect(routing.receivers(), peer.address());
            Instant now = clock.instant();
            post(List.of(Map.of(
                    "labels",
                    Map.of("alertname", RuleFile.PROBE),
                    "startsAt",
                    now.minus(Duration.ofHours(1)).toString(),
                    "endsAt",
                    now.plus(Duration.ofMinutes(1)).toString())));
            if (!comes(UNTIL_TOLD, () -> !line.told().isEmpty())) {
                throw new IllegalValueException(
                        "what this Alertmanager tells does not come to " + here,
                        "say how it reaches this machine, where we listen at that port of 127.0.0.1");
            }
        }
        String externalUrl = line.told().get(0).texts().getOrDefault("text", "");
        if (!externalUrl.equals(AlertmanagerPeer.EXTERNAL_URL)) {
            throw new IllegalValueException(
                    "this Alertmanager writes " + externalUrl + " into texts, where " + AlertmanagerPeer.EXTERNAL_URL
                            + " is simulated",
                    "start it with --web.external-url=" + AlertmanagerPeer.EXTERNAL_URL);
        }
    }

    @Override
    public AlertmanagerPeer engage(Routing routing, String scenario) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        Engaged engaged = new Engaged();
        try {
            engaged.begin(routing, scenario);
            return engaged;
        } catch (IOException | UncheckedIOException e) {
            engaged.close();
            throw new IllegalValueException("Alertmanager cannot be told what to do: " + e.getMessage(), "");
        } catch (IllegalValueException | InterruptedException e) {
            engaged.close();
            throw e;
        }
    }

    /** While it is a scenario's. */
    private final class Engaged implements AlertmanagerPeer {
        private Instant start = Instant.EPOCH;

        private void begin(Routing routing, String scenario) throws IOException, InterruptedException {
            endAlerts();
            URI told = Switchboard.told(here, scenario);
            start = load(YamlWriter.write(AlertmanagerConfig.apart(routing, told, scenario)), scenario);
            // It has alerts of before once more, which have ended; then it tells nobody of them, and forgets their
            // groups.
            TimeUnit.MILLISECONDS.sleep(500);
            Duration wait = routing.tree().all().stream()
                    .map(route -> route.groupWait())
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            if (!comes(wait.plus(UNTIL_EMPTY), () -> groups() == 0)) {
                throw new IllegalValueException(
                        "Alertmanager has groups of alerts that are not of this scenario",
                        "let nothing else send alerts to it");
            }
        }

        @Override
        public URI address() {
            return address;
        }

        @Override
        public Instant start() {
            return start;
        }

        /** It says so in its log alone; that somebody was not told is noticed anyway. */
        @Override
        public List<String> complaints() {
            return List.of();
        }

        @Override
        public void close() {
            try {
                endAlerts();
                config.write(NOTHING);
                reload();
            } catch (IOException | UncheckedIOException | IllegalValueException e) {
                // What it has still is noticed before the next scenario.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    /** Ends all that is firing. */
    private void endAlerts() throws IOException, InterruptedException {
        boolean ended = comes(UNTIL_ENDED, () -> {
            List<Map<?, ?>> alerts = Json.objects(ask(address, http, "/api/v2/alerts"));
            if (!alerts.isEmpty()) {
                post(alerts.stream().map(this::ended).toList());
            }
            return alerts.isEmpty();
        });
        if (!ended) {
            throw new IllegalValueException(
                    "Alertmanager has alerts that are not of this scenario", "let nothing else send alerts to it");
        }
    }

    private Map<String, Object> ended(Map<?, ?> alert) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("labels", Json.texts(alert.get("labels")));
        ended.put("annotations", Json.texts(alert.get("annotations")));
        ended.put("startsAt", Json.text(alert.get("startsAt")));
        ended.put("endsAt", clock.instant().toString());
        return ended;
    }

    private void post(List<Map<String, Object>> alerts) throws IOException, InterruptedException {
        String json = JsonWriter.write(new ArrayList<>(alerts), JsonWriter.Escapes.NEEDED);
        http.post(address.resolve("/api/v2/alerts"), "", json).text(NAME);
    }

    /**
     * Has it read a configuration.
     *
     * @param mark that is found in it alone
     * @return when it did
     */
    private Instant load(String text, String mark) throws IOException, InterruptedException {
        config.write(text);
        long end = System.nanoTime() + UNTIL_READ.toNanos();
        while (System.nanoTime() < end) {
            reload();
            Instant read = clock.instant();
            Map<?, ?> status = Json.object(ask(address, http, "/api/v2/status"));
            if (Json.text(Json.object(status.get("config")).get("original")).contains(mark)) {
                return read;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalValueException(
                "this Alertmanager does not read " + config + ": what was written there did not come to it",
                "name the file that it was started with, --config.file");
    }

    private void reload() throws IOException, InterruptedException {
        http.post(address.resolve("/-/reload"), "", "").text(NAME);
    }

    private double groups() throws IOException, InterruptedException {
        String metrics = http.get(address.resolve("/metrics"), "").text(NAME);
        Matcher groups = GROUPS.matcher(metrics);
        if (!groups.find()) {
            throw new IOException("its /metrics do not tell how many groups of alerts it has");
        }
        return Double.parseDouble(groups.group(1));
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until something holds, if it does in time. */
    private static boolean comes(Duration longest, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return true;
    }
}
