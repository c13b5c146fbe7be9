package dev.probity.vital;

/**
 * Something to be locked.
 */
final class Account {

}
