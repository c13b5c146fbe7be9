package dev.probity.autoconfigure;

import java.util.function.Supplier;

import dev.probity.resource.ServerThreads;
import org.jspecify.annotations.Nullable;

/**
 * Where the worker threads of the server are told, if they are.
 */
@FunctionalInterface
interface ServerThreadsSource extends Supplier<@Nullable ServerThreads> {

}
