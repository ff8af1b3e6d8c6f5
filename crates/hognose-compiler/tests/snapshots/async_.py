async def async_(source):
    async with source as s:
        async for item in s:
            await item
    return [x async for x in source]
