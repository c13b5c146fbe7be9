/**
 * One check of many targets: data sources that route, looked up at each run.
 */
@NullMarked
package dev.probity.routing;

import org.jspecify.annotations.NullMarked;
