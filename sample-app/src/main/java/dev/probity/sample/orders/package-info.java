/**
 * Orders in a database with a cache in front, shipped by way of events, and a catalog
 * that needs none of that.
 */
@NullMarked
package dev.probity.sample.orders;

import org.jspecify.annotations.NullMarked;
