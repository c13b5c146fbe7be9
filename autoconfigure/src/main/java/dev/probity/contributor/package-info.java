/**
 * What Actuator shows of checks: a contributor for each, read from its snapshot.
 */
@NullMarked
package dev.probity.contributor;

import org.jspecify.annotations.NullMarked;
