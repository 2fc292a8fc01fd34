/** Tests of the counting of messages. */
@NullMarked
package com.rollingdrop.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
