/**
 * Who answers in our place: each path that is served is asked once as an anonymous
 * caller, through the filters of the application.
 */
@NullMarked
package dev.probity.inquiry;

import org.jspecify.annotations.NullMarked;
