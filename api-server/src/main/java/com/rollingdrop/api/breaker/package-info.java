/** What keeps this server from waiting for something that does not answer. */
@NullMarked
package com.rollingdrop.api.breaker;

import org.jspecify.annotations.NullMarked;
