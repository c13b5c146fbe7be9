/**
 * Real servers without an installation: they run in a child JVM that outlives the
 * application's shutdown, behind proxies that can hang and refuse.
 */
@NullMarked
package dev.probity.sample.localservices;

import org.jspecify.annotations.NullMarked;
