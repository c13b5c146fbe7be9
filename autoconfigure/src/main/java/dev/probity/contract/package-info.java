/**
 * The contract with whoever requests the probes: who does, what is wrong with that, and
 * the manifest that fits.
 */
@NullMarked
package dev.probity.contract;

import org.jspecify.annotations.NullMarked;
