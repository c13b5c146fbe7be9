/**
 * How checks come to be: their definitions, settings, names, criticality and features,
 * and their life within an application context. Wires the engine.
 */
@NullMarked
package dev.probity.registration;

import org.jspecify.annotations.NullMarked;
