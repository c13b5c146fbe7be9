/**
 * Where the instance is in its life, which conditions hold its start open, and what an
 * operator says of its readiness.
 */
@NullMarked
package dev.probity.lifecycle;

import org.jspecify.annotations.NullMarked;
