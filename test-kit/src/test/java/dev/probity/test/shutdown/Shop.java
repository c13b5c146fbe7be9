package dev.probity.test.shutdown;

/**
 * An application as Kotlin compiles it: its main function is in a class of the file.
 */
class Shop {

}
