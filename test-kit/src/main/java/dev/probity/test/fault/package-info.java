/**
 * Real faults between an application and its servers, and what its probes say of them
 * over HTTP.
 */
@NullMarked
package dev.probity.test.fault;

import org.jspecify.annotations.NullMarked;
