/**
 * Orders in a database, and a catalog that needs none.
 */
@NullMarked
package dev.probity.sample.orders;

import org.jspecify.annotations.NullMarked;
