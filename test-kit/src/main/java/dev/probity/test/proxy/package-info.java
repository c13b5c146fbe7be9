/**
 * A proxy on loopback that breaks the connections through it.
 */
@NullMarked
package dev.probity.test.proxy;

import org.jspecify.annotations.NullMarked;
