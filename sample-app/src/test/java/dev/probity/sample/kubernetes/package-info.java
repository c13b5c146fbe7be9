/**
 * What the manifests say, and whether it is so.
 */
@NullMarked
package dev.probity.sample.kubernetes;

import org.jspecify.annotations.NullMarked;
