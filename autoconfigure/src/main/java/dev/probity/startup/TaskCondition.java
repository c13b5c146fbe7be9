package dev.probity.startup;

import dev.probity.lifecycle.StartupCondition;
import org.jspecify.annotations.Nullable;

/**
 * What the start has to do with a task at one moment.
 */
record TaskCondition(String description, @Nullable String progress, boolean isMet) implements StartupCondition {

}
