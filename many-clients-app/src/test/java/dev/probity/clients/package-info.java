/**
 * Spring Boot's own health indicators, in the background.
 */
@NullMarked
package dev.probity.clients;

import org.jspecify.annotations.NullMarked;
