/**
 * The health service of gRPC.
 */
@NullMarked
package dev.probity.grpc;

import org.jspecify.annotations.NullMarked;
