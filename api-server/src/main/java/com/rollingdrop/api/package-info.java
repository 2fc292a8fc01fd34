/** The REST server; packages by feature. */
@NullMarked
package com.rollingdrop.api;

import org.jspecify.annotations.NullMarked;
