/** The player page: static files, served beside the API that they use. */
@NullMarked
package com.rollingdrop.api.page;

import org.jspecify.annotations.NullMarked;
