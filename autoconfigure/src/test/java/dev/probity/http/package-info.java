/**
 * The probes of running web applications, asked over HTTP.
 */
@NullMarked
package dev.probity.http;

import org.jspecify.annotations.NullMarked;
