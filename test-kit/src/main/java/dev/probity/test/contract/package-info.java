/**
 * What holds for the probes of every application.
 */
@NullMarked
package dev.probity.test.contract;

import org.jspecify.annotations.NullMarked;
