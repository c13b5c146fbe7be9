/**
 * Which checks there are to be, and what settings say of them: policy, criticality,
 * features.
 */
@NullMarked
package dev.probity.definition;

import org.jspecify.annotations.NullMarked;
