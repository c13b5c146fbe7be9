/**
 * The sample: an order service as any Spring developer would write it, which uses the
 * starter and brings the servers it needs along.
 */
@NullMarked
package dev.probity.sample;

import org.jspecify.annotations.NullMarked;
