/**
 * What load balancers read from the answers of the probes.
 */
@NullMarked
package dev.probity.balancer;

import org.jspecify.annotations.NullMarked;
