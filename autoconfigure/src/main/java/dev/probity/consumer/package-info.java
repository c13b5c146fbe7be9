/**
 * Message listeners that consume nothing while what they need fails: a queue keeps what a
 * balancer loses.
 */
@NullMarked
package dev.probity.consumer;

import org.jspecify.annotations.NullMarked;
