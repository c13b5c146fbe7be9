package dev.probity.server;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the worker threads of the server are told, if they are.
 */
@FunctionalInterface
public interface ServerThreadsSource extends Supplier<@Nullable ServerThreads> {

}
