/**
 * The probes of running Spring MVC applications, asked over HTTP.
 */
@NullMarked
package dev.probity.mvc;

import org.jspecify.annotations.NullMarked;
