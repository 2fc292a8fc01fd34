/** The command that counts the messages of an opening by batch size. */
@NullMarked
package com.rollingdrop.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
