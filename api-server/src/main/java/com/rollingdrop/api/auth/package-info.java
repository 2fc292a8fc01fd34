/** Bearer tokens: who asks, and who may. */
@NullMarked
package com.rollingdrop.api.auth;

import org.jspecify.annotations.NullMarked;
