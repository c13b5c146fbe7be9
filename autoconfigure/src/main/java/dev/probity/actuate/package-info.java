/**
 * Actuator integration: the health groups of the probes, the aggregation of the root
 * status, and the endpoint <code>probity</code>.
 */
@NullMarked
package dev.probity.actuate;

import org.jspecify.annotations.NullMarked;
