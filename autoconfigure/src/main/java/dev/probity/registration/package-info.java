/**
 * Definitions, settings, names, criticality and features of checks, and their
 * registration with the engine for the life of an application context.
 */
@NullMarked
package dev.probity.registration;

import org.jspecify.annotations.NullMarked;
