/**
 * What has to be done before the instance is ready: startup tasks and gates.
 */
@NullMarked
package dev.probity.startup;

import org.jspecify.annotations.NullMarked;
