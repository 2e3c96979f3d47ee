package io.auditrules.maven;

import java.util.Objects;

/**
 * Shows a project's rules the JDK and the classes of audit-rules, and nothing else of the plugin: a project may use any
 * version of any library without meeting the plugin's.
 */
final class ApiClassLoader extends ClassLoader {
    private static final String API = "io.auditrules.";

    private final ClassLoader plugin;

    ApiClassLoader(ClassLoader plugin) {
        super("audit-rules-api", ClassLoader.getPlatformClassLoader());
        this.plugin = Objects.requireNonNull(plugin);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API)) {
            return plugin.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
