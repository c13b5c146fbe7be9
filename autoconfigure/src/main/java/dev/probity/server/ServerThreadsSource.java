package dev.probity.server;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Supplies the worker threads of the server, if they are known.
 */
@FunctionalInterface
public interface ServerThreadsSource extends Supplier<@Nullable ServerThreads> {

}
