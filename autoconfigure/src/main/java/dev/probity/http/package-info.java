/**
 * Services that the application calls over HTTP.
 */
@NullMarked
package dev.probity.http;

import org.jspecify.annotations.NullMarked;
