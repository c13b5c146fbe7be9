/**
 * The health service of gRPC: it reports the verdicts of the probes.
 */
@NullMarked
package dev.probity.grpc;

import org.jspecify.annotations.NullMarked;
